package dev.callsheet.webhook.subscription;

import dev.callsheet.webhook.delivery.RetryPolicy;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The database spells the policy as the API does; null is the default schedule. */
@Converter
public class RetryPolicyColumn implements AttributeConverter<RetryPolicy, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable RetryPolicy policy) {
        return policy == null ? null : policy.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable RetryPolicy convertToEntityAttribute(@Nullable String key) {
        return key == null ? null : RetryPolicy.valueOf(key.toUpperCase(Locale.ROOT));
    }
}
