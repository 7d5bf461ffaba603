package dev.callsheet.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A set of header names, asked for every header of every request: without regard to case, and without making a lower-case
 * copy of what is asked. A hash table, because a decoded name knows its hash already.
 */
public final class HeaderNames {

    private static final int SLOTS_PER_NAME = 4;

    private final List<String> names;
    /** The place of a name plus one, where its hash leads or right after; 0 where there is none. */
    private final int[] slots;

    private HeaderNames(List<String> names) {
        this.names = List.copyOf(names);
        this.slots = new int[Integer.highestOneBit(names.size() * SLOTS_PER_NAME) * 2];
        for (int place = 0; place < names.size(); place++) {
            int slot = slotOf(names.get(place));
            while (slots[slot] != 0) {
                slot = after(slot);
            }
            slots[slot] = place + 1;
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
        for (int slot = slotOf(name); slots[slot] != 0; slot = after(slot)) {
            int place = slots[slot] - 1;
            if (AsciiString.contentEqualsIgnoreCase(names.get(place), name)) {
                return place;
            }
        }
        return -1;
    }

    /** The headers as they were decoded, so that the hashes of their names are known, where that can be had. */
    public static Iterator<? extends Map.Entry<? extends CharSequence, ? extends CharSequence>> iterate(
            MultiMap headers) {
        return headers instanceof HttpHeaders decoded ? decoded.iteratorCharSequence() : headers.iterator();
    }

    private int slotOf(CharSequence name) {
        return AsciiString.hashCode(name) & (slots.length - 1);
    }

    private int after(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}
