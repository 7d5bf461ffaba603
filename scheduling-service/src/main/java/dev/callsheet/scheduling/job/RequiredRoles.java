package dev.callsheet.scheduling.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.callsheet.platform.web.request.Json;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.Map;

/** The roles that a job needs by department, in a text column: they are read with the job, never apart from it. */
@Converter
public class RequiredRoles implements AttributeConverter<Map<String, List<RoleRequirement>>, String> {

    private static final TypeReference<Map<String, List<RoleRequirement>>> TYPE = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(Map<String, List<RoleRequirement>> roles) {
        try {
            return Json.events().writeValueAsString(roles);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Required roles cannot be written", e);
        }
    }

    @Override
    public Map<String, List<RoleRequirement>> convertToEntityAttribute(String text) {
        try {
            return Json.events().readValue(text, TYPE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Required roles cannot be read", e);
        }
    }
}
