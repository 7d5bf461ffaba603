package dev.callsheet.webhook.catalogue;

/**
 * What a subscription wants: one type ({@code job.created}), those of one resource ({@code job.*}), or all
 * ({@code *}).
 */
public record EventPattern(String text) {

    private static final String EVERYTHING = "*";
    private static final String ANY_OF = ".*";

    public boolean matches(String eventType) {
        if (text.equals(EVERYTHING) || text.equals(eventType)) {
            return true;
        }
        return text.endsWith(ANY_OF)
                // The dot stays: job.* does not want jobsheet.created.
                && eventType.startsWith(text.substring(0, text.length() - 1));
    }
}
