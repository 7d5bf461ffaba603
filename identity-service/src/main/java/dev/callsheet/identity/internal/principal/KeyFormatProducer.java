package dev.callsheet.identity.internal.principal;

import dev.callsheet.contracts.identity.ApiKeyFormat;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The format of this installation's keys. */
class KeyFormatProducer {

    @Produces
    @Singleton
    ApiKeyFormat keyFormat(
            @ConfigProperty(name = "callsheet.keys.prefix", defaultValue = ApiKeyFormat.DEFAULT_BRAND) String brand) {
        return new ApiKeyFormat(brand);
    }
}
