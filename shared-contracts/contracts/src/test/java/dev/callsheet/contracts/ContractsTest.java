package dev.callsheet.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.contracts.event.EventType;
import dev.callsheet.contracts.security.Scope;
import org.junit.jupiter.api.Test;

class ContractsTest {

    @Test
    void noTwoDomainsClaimOneName() {
        assertThat(Contracts.topics()).doesNotHaveDuplicates();
        assertThat(Contracts.eventTypes().map(EventType::name)).doesNotHaveDuplicates();
        assertThat(Contracts.scopes()).extracting(Scope::name).doesNotHaveDuplicates();
    }

    @Test
    void everyNameFollowsTheConvention() {
        assertThat(Contracts.topics()).allMatch(topic -> topic.matches("[a-z]+\\.events"));
        assertThat(Contracts.eventTypes().map(EventType::name)).allMatch(name -> name.matches("[a-z_]+\\.[a-z_]+"));
        assertThat(Contracts.scopes()).extracting(Scope::name).allMatch(name -> name.matches("[a-z_]+:([a-z_]+|\\*)"));
        assertThat(Contracts.scopes()).extracting(Scope::description).allMatch(text -> text.endsWith("."));
    }
}
