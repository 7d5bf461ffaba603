package dev.callsheet.gateway.proxy;

import io.netty.util.AsciiString;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A set of header names, asked for every header of every request: without regard to case, and without making a lower-case
 * copy of what is asked. The length decides for nearly every name that it is none of these.
 */
public final class HeaderNames {

    private final List<String> names;
    private final int[][] byLength;

    private HeaderNames(List<String> names) {
        this.names = names;
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        byLength = new int[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            byLength[length] = IntStream.range(0, names.size())
                    .filter(index -> names.get(index).length() == wanted)
                    .toArray();
        }
    }

    public static HeaderNames of(String... names) {
        return new HeaderNames(List.of(names));
    }

    /** These and further ones. */
    public HeaderNames and(String... further) {
        return new HeaderNames(Stream.concat(names.stream(), Stream.of(further)).toList());
    }

    public boolean contains(CharSequence name) {
        return indexOf(name) >= 0;
    }

    /** The place of the name in the order in which they were given; negative for another name. */
    public int indexOf(CharSequence name) {
        int length = name.length();
        if (length < byLength.length) {
            for (int index : byLength[length]) {
                if (AsciiString.contentEqualsIgnoreCase(names.get(index), name)) {
                    return index;
                }
            }
        }
        return -1;
    }
}
