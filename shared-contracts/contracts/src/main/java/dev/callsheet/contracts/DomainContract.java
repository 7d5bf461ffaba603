package dev.callsheet.contracts;

import dev.callsheet.contracts.event.EventType;
import dev.callsheet.contracts.security.Scope;
import java.util.List;

/** What one domain promises to the others: its topic, the events on it, and the scopes that guard its resources. */
public interface DomainContract {

    /** The Kafka topic that this domain alone publishes to. */
    String topic();

    /** Every event of the topic. */
    List<EventType<?>> events();

    /** Every scope that a credential needs for this domain's resources. */
    List<Scope> scopes();
}
