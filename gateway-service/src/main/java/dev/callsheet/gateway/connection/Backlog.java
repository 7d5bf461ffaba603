package dev.callsheet.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/** What is written for a client and waits for it to be read. To be used on the connection's event loop. */
final class Backlog {

    private final Channel channel;

    /* As it was when it was looked at last: the first message, how much of it was sent, and all there was. */
    private @Nullable Object first;
    private long sent;
    private long bytes;

    Backlog(Channel channel) {
        this.channel = channel;
    }

    /** How much there is. */
    long bytes() {
        ChannelOutboundBuffer written = channel.unsafe().outboundBuffer();
        return written == null ? 0 : written.totalPendingWriteBytes();
    }

    /** Whether there was something when it was looked at last. */
    boolean wasThere() {
        return first != null;
    }

    /**
     * Looks at it: whether the client has taken something of it since the last look; not if there is nothing. An answer ends
     * when all of it is written here, and a slow client may be reading it for longer. That more has come to wait, such as
     * the answer to a ping, is no sign of a reader.
     */
    @SuppressWarnings("ReferenceEquality") // Whether it is still the same message, not one that says the same.
    boolean isBeingRead() {
        ChannelOutboundBuffer written = channel.unsafe().outboundBuffer();
        Object now = written == null ? null : written.current();
        long progress = written == null ? 0 : written.currentProgress();
        long waiting = bytes();
        boolean read = now != null && (now != first || progress != sent || waiting < bytes);
        first = now;
        sent = progress;
        bytes = waiting;
        return read;
    }
}
