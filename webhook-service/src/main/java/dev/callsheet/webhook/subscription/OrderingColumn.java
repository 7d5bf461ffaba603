package dev.callsheet.webhook.subscription;

import dev.callsheet.webhook.delivery.Ordering;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** The database spells the ordering as the API does. */
@Converter
public class OrderingColumn implements AttributeConverter<Ordering, String> {

    @Override
    public String convertToDatabaseColumn(Ordering ordering) {
        return ordering.key();
    }

    @Override
    public Ordering convertToEntityAttribute(String key) {
        return Ordering.of(key);
    }
}
