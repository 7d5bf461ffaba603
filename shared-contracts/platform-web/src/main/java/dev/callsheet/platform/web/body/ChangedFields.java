package dev.callsheet.platform.web.body;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Which attributes differ between two states of a resource, in the API's spelling. */
public final class ChangedFields {

    private ChangedFields() {}

    public static <T extends Record> List<String> between(T before, T after) {
        return Arrays.stream(before.getClass().getRecordComponents())
                .filter(component -> !Objects.equals(
                        RecordReader.valueOf(component, before), RecordReader.valueOf(component, after)))
                .map(ValueReader::nameOf)
                .toList();
    }
}
