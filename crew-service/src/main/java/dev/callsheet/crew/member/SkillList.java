package dev.callsheet.crew.member;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.callsheet.platform.web.request.Json;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** The skills with their levels in a text column: rows are chosen by the names, which have a column of their own. */
@Converter
public class SkillList implements AttributeConverter<List<Skill>, String> {

    private static final TypeReference<List<Skill>> TYPE = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(List<Skill> skills) {
        try {
            return Json.events().writeValueAsString(skills);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Skills cannot be written", e);
        }
    }

    @Override
    public List<Skill> convertToEntityAttribute(String text) {
        try {
            return Json.events().readValue(text, TYPE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Skills cannot be read", e);
        }
    }
}
