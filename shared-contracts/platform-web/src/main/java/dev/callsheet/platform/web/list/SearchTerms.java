package dev.callsheet.platform.web.list;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Full-text search without accents: the same folding is applied to what is stored and to what is sought, so that
 * {@code forum} finds {@code Fòrum}.
 */
public final class SearchTerms {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int MOST_TERMS = 16;

    private SearchTerms() {}

    /** The text's words, folded, separated by blanks: what is stored beside the original. */
    public static String fold(String text) {
        return String.join(" ", words(text));
    }

    /** A {@code tsquery} in which every word must occur, each as a prefix; empty when the text has no word. */
    public static String toPrefixQuery(String text) {
        return words(text).stream().limit(MOST_TERMS).map(word -> word + ":*").collect(Collectors.joining(" & "));
    }

    private static List<String> words(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String folded = MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
        return Arrays.stream(SEPARATORS.split(folded))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
