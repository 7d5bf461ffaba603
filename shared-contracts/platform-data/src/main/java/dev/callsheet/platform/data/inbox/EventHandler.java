package dev.callsheet.platform.data.inbox;

import dev.callsheet.contracts.event.DomainEvent;
import dev.callsheet.contracts.event.EventType;
import io.smallrye.mutiny.Uni;

/**
 * What a service does on hearing one type of event. Implementations are beans; they run in the transaction of the event's
 * organization and are called once for each event, in the order of its aggregate.
 */
public interface EventHandler<T> {

    EventType<T> type();

    /** The effect, which commits together with the record that the event was heard. */
    Uni<Void> handle(DomainEvent<T> event);
}
