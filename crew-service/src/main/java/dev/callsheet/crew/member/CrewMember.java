package dev.callsheet.crew.member;

import dev.callsheet.contracts.Department;
import dev.callsheet.platform.data.entity.OrganizationEntity;
import dev.callsheet.platform.web.list.SearchTerms;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A crew member; holds the rule what a skill that is sent by its name alone means. */
@Entity
public class CrewMember extends OrganizationEntity {

    private static final String USUAL_ROLE = "technician";
    private static final int DIGITS_WITHOUT_COUNTRY = 9;

    @Column(nullable = false)
    private String firstName;

    @Column(nullable = false)
    private String lastName;

    private @Nullable String nickname;
    private @Nullable String email;
    private @Nullable String phone;

    @Enumerated(EnumType.STRING)
    private @Nullable Department department;

    @Column(nullable = false)
    private String role;

    @Convert(converter = SkillList.class)
    @Column(nullable = false)
    private List<Skill> skills;

    @Column(nullable = false)
    private String[] skillNames;

    @Column(nullable = false)
    private String[] certifications;

    private @Nullable String dni;
    private @Nullable String residencia;
    private @Nullable String profilePictureUrl;
    private @Nullable String emergencyName;
    private @Nullable String emergencyPhone;
    private @Nullable String emergencyRelationship;

    @Column(nullable = false)
    private boolean active;

    private @Nullable UUID userId;

    @Column(nullable = false)
    private String searchText;

    @Column(insertable = false, updatable = false)
    private @Nullable String search;

    protected CrewMember() {}

    CrewMember(CrewMemberRequest request) {
        skills = List.of();
        apply(request);
    }

    /** Takes over what a request says. */
    final void apply(CrewMemberRequest request) {
        EmergencyContact contact = request.emergencyContact();
        firstName = request.firstName();
        lastName = request.lastName();
        nickname = request.nickname();
        email = request.email();
        phone = request.phone();
        department = request.department();
        role = Objects.requireNonNullElse(request.role(), USUAL_ROLE);
        skills = withKnownDetails(Objects.requireNonNullElse(request.skills(), List.<Skill>of()));
        skillNames = skills.stream().map(Skill::name).toArray(String[]::new);
        certifications = Objects.requireNonNullElse(request.certifications(), List.<String>of()).stream()
                .distinct()
                .toArray(String[]::new);
        dni = request.dni();
        residencia = request.residencia();
        profilePictureUrl = request.profilePictureUrl();
        emergencyName = contact == null ? null : contact.name();
        emergencyPhone = contact == null ? null : contact.phone();
        emergencyRelationship = contact == null ? null : contact.relationship();
        active = !Boolean.FALSE.equals(request.active());
        userId = request.userId();
        searchText = SearchTerms.fold(Stream.of(firstName, lastName, nickname, email, phoneForms())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" ")));
    }

    /** Answers show names: a client that sends them back must not wipe out the levels and certificates behind them. */
    private List<Skill> withKnownDetails(List<Skill> wanted) {
        Map<String, Skill> known = skills.stream().collect(Collectors.toMap(Skill::name, Function.identity()));
        return wanted.stream()
                .map(skill -> skill.hasDetails() ? skill : known.getOrDefault(skill.name(), skill))
                .toList();
    }

    /** As it is spelled, in one piece, and without the country: people search for any of them. */
    private @Nullable String phoneForms() {
        if (phone == null) {
            return null;
        }
        String digits = phone.replaceAll("\\D", "");
        String local = digits.substring(Math.max(0, digits.length() - DIGITS_WITHOUT_COUNTRY));
        return String.join(" ", phone, digits, local);
    }

    CrewMemberRequest asRequest() {
        return new CrewMemberRequest(
                firstName,
                lastName,
                nickname,
                email,
                phone,
                department,
                role,
                skills,
                certifications(),
                dni,
                residencia,
                profilePictureUrl,
                emergencyContact(),
                active,
                userId);
    }

    String firstName() {
        return firstName;
    }

    String lastName() {
        return lastName;
    }

    @Nullable String nickname() {
        return nickname;
    }

    @Nullable String email() {
        return email;
    }

    @Nullable String phone() {
        return phone;
    }

    @Nullable Department department() {
        return department;
    }

    String role() {
        return role;
    }

    List<Skill> skills() {
        return skills;
    }

    List<String> skillNames() {
        return List.of(skillNames);
    }

    List<String> certifications() {
        return List.of(certifications);
    }

    @Nullable String dni() {
        return dni;
    }

    @Nullable String residencia() {
        return residencia;
    }

    @Nullable String profilePictureUrl() {
        return profilePictureUrl;
    }

    @Nullable EmergencyContact emergencyContact() {
        return emergencyName == null || emergencyPhone == null
                ? null
                : new EmergencyContact(emergencyName, emergencyPhone, emergencyRelationship);
    }

    boolean isActive() {
        return active;
    }

    @Nullable UUID userId() {
        return userId;
    }
}
