package dev.callsheet.platform.web.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How Callsheet writes and reads JSON: two dialects that differ only in how an instant is spelled. */
public final class Json {

    private static final ObjectMapper EVENTS = conventions(new ObjectMapper());

    private Json() {}

    /** The dialect of events: instants in UTC, whoever reads them. */
    public static ObjectMapper events() {
        return EVENTS;
    }

    private static ObjectMapper conventions(ObjectMapper mapper) {
        mapper.registerModule(new JavaTimeModule());
        mapper.registerModule(new SimpleModule("callsheet-enums").addSerializer(new LowerCaseEnums()));
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
        mapper.getFactory().configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true);
        mapper.getFactory().configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION.mappedFeature(), false);
        return mapper;
    }

    /** The dialect of the API: instants carry the offset of the caller's organization (Sector Pro 3.5). */
    @Singleton
    public static class ApiDialect implements ObjectMapperCustomizer {

        @Override
        public void customize(ObjectMapper mapper) {
            conventions(mapper)
                    .registerModule(new SimpleModule("callsheet-instants").addSerializer(new ZonedInstants()));
        }
    }

    /** An API-dialect mapper outside of a Quarkus application, for tests and tools. */
    public static ObjectMapper api() {
        ObjectMapper mapper = JsonMapper.builder().build();
        new ApiDialect().customize(mapper);
        return mapper;
    }

    private static final class ZonedInstants extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        ZonedInstants() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            ZoneId zone = CallContext.current().zone();
            out.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value.atZone(zone)));
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class LowerCaseEnums extends StdSerializer<Enum> {
        private static final long serialVersionUID = 1L;

        LowerCaseEnums() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.name().toLowerCase(Locale.ROOT));
        }
    }
}
