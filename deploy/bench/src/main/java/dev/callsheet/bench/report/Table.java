package dev.callsheet.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of cells, printed as a Markdown table whose columns line up: the first to the left, the others to the right. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<String> header) {
        rows.add(List.copyOf(header));
    }

    /** A number as a cell shows it, such as with {@code %.2f}: alike wherever the bench runs. */
    public static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** Adds a row with as many cells as the header. */
    public void add(List<String> cells) {
        if (cells.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("A row has " + cells.size() + " cells, the header "
                    + rows.getFirst().size());
        }
        rows.add(List.copyOf(cells));
    }

    public void print(PrintStream out) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder("|");
            for (int i = 0; i < columns; i++) {
                line.append(' ')
                        .append(aligned(rows.get(r).get(i), widths[i], i == 0))
                        .append(" |");
            }
            out.println(line);
            if (r == 0) {
                StringBuilder rule = new StringBuilder("|");
                for (int i = 0; i < columns; i++) {
                    rule.append(i == 0 ? "-" : " ")
                            .append("-".repeat(widths[i]))
                            .append(i == 0 ? "-|" : ":|");
                }
                out.println(rule);
            }
        }
    }

    private static String aligned(String cell, int width, boolean left) {
        String padding = " ".repeat(width - cell.length());
        return left ? cell + padding : padding + cell;
    }
}
