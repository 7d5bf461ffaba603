package dev.callsheet.webhook.delivery;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** The database spells the status as the API does. */
@Converter
public class DeliveryStatusColumn implements AttributeConverter<DeliveryStatus, String> {

    @Override
    public String convertToDatabaseColumn(DeliveryStatus status) {
        return status.key();
    }

    @Override
    public DeliveryStatus convertToEntityAttribute(String key) {
        return DeliveryStatus.valueOf(key.toUpperCase(Locale.ROOT));
    }
}
