package dev.callsheet.contracts.event;

/**
 * An event that a domain publishes.
 *
 * @param name {@code resource.what_happened}, in the past tense
 * @param data the record that {@link DomainEvent#data()} holds
 * @param description one sentence for the catalogue that integrators read
 */
public record EventType<T>(String name, Class<T> data, String description) {}
