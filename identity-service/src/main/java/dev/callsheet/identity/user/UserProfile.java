package dev.callsheet.identity.user;

import dev.callsheet.platform.web.list.SearchTerms;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who a user is, as requests of a tenant may see it: one row for all organizations, without what they prove themselves
 * with. Only the person changes it.
 */
@Entity
@Table(name = "app_user")
public class UserProfile {

    @Id
    UUID id;

    @Column(name = "email", insertable = false, updatable = false)
    String email;

    @Column(name = "full_name")
    String fullName;

    @Column(name = "avatar_url")
    @Nullable String avatarUrl;

    @Column(name = "phone")
    @Nullable String phone;

    @Column(name = "search_text")
    String searchText;

    @Column(name = "search", insertable = false, updatable = false)
    @Nullable String search;

    @Version
    long version;

    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    protected UserProfile() {}

    void apply(ProfileRequest request) {
        fullName = request.fullName();
        avatarUrl = request.avatarUrl();
        phone = request.phone();
        searchText = searchTextOf(email, fullName);
        updatedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    ProfileRequest asRequest() {
        return new ProfileRequest(fullName, avatarUrl, phone);
    }

    static String searchTextOf(String email, String fullName) {
        return SearchTerms.fold(fullName + " " + email);
    }
}
