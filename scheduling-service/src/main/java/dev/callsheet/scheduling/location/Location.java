package dev.callsheet.scheduling.location;

import dev.callsheet.platform.data.entity.OrganizationEntity;
import dev.callsheet.platform.web.list.SearchTerms;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@Entity
public class Location extends OrganizationEntity {

    @Column(nullable = false)
    private String name;

    private @Nullable String address;
    private @Nullable String city;
    private @Nullable String country;
    private @Nullable BigDecimal latitude;
    private @Nullable BigDecimal longitude;
    private @Nullable String timeZone;
    private @Nullable String notes;

    @Column(nullable = false)
    private String searchText;

    @Column(insertable = false, updatable = false)
    private @Nullable String search;

    protected Location() {}

    Location(LocationRequest request) {
        apply(request);
    }

    final void apply(LocationRequest request) {
        Coordinates place = request.coordinates();
        name = request.name();
        address = request.address();
        city = request.city();
        country = request.country();
        latitude = place == null ? null : place.lat();
        longitude = place == null ? null : place.lng();
        timeZone = request.timeZone() == null ? null : request.timeZone().getId();
        notes = request.notes();
        searchText = SearchTerms.fold(
                Stream.of(name, address, city, country).filter(Objects::nonNull).collect(Collectors.joining(" ")));
    }

    LocationRequest asRequest() {
        return new LocationRequest(
                name, address, city, country, coordinates(), timeZone == null ? null : ZoneId.of(timeZone), notes);
    }

    public String name() {
        return name;
    }

    public @Nullable String address() {
        return address;
    }

    public @Nullable String city() {
        return city;
    }

    public @Nullable String country() {
        return country;
    }

    public @Nullable String timeZone() {
        return timeZone;
    }

    public @Nullable String notes() {
        return notes;
    }

    /** Both coordinates or none. */
    public @Nullable Coordinates coordinates() {
        return latitude == null || longitude == null
                ? null
                : new Coordinates(latitude.stripTrailingZeros(), longitude.stripTrailingZeros());
    }
}
