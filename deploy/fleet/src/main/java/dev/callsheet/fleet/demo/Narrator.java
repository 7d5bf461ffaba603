package dev.callsheet.fleet.demo;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.regex.Pattern;

/** Tells what happens, step by step, without giving away secrets that outlive the story. */
public final class Narrator {

    private static final Pattern SECRETS =
            Pattern.compile("(\"(?:password|access_token|refresh_token)\"\\s*:\\s*\")[^\"]+(\")");
    private static final int LONGEST = 900;

    private final PrintStream out;
    private int step;

    public Narrator(PrintStream out) {
        this.out = out;
    }

    /** One who keeps everything to himself. */
    public static Narrator silent() {
        return new Narrator(new PrintStream(OutputStream.nullOutputStream()));
    }

    synchronized void step(String title) {
        step++;
        out.println();
        out.println(step + ". " + title);
    }

    synchronized void sent(String text) {
        out.println("   > " + shown(text));
    }

    synchronized void received(String text) {
        out.println("   < " + shown(text));
    }

    synchronized void done(String text) {
        out.println("   ✓ " + text);
        out.flush();
    }

    private static String shown(String text) {
        String hidden = SECRETS.matcher(text).replaceAll("$1***$2");
        return hidden.length() <= LONGEST ? hidden : hidden.substring(0, LONGEST) + " … (" + hidden.length() + ")";
    }
}
