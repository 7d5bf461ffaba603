package dev.callsheet.system.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.callsheet.system.contract.ApiDocument;
import dev.callsheet.system.contract.Exchange;
import dev.callsheet.system.contract.Operation;
import dev.callsheet.system.fleet.Company;
import dev.callsheet.system.fleet.Member;
import dev.callsheet.system.fleet.RunningFleet;
import dev.callsheet.system.generated.ApiRequest;
import dev.callsheet.system.generated.ValidRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares what each role gets from each route with {@code docs/role-matrix.md}, which people review. */
@Tag("slow")
class RoleMatrixIT {

    private static final Path PAGE =
            Path.of("..", "..", "docs", "role-matrix.md").toAbsolutePath().normalize();
    private static final List<String> ROLES = List.of(
            "admin",
            "management",
            "logistics",
            "house_tech",
            "technician",
            "controller",
            "executive",
            "ops_manager",
            "project_manager",
            "accounting",
            "viewer",
            "approver",
            "user");

    private static final String CREW = "/api/v1/crew";

    private static final String SESSIONS = "/api/v1/users/me/sessions";
    private static final Set<String> PASSWORDS = Set.of("password", "current_password");

    /** Resources that belong to a person. */
    private static final Set<String> PERSONAL = Set.of("/api/v1/timesheets", CREW, SESSIONS);

    /** The field that says whose they are: a user, or a crew member who is one. */
    private static final Map<String, String> OWNER_FIELDS =
            Map.of("/api/v1/timesheets", "technician_id", CREW, "user_id");

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final RunningFleet fleet = RunningFleet.shared();
    private final ApiDocument document = fleet.contract().document();
    private final Company company = fleet.found("Roles");
    private final ValidRequests requests = new ValidRequests(fleet, company, 3);
    private final ValidRequests stranger = new ValidRequests(fleet, fleet.found("Strangers"), 4);
    private final Map<String, String> crewOf = new HashMap<>();

    @Test
    void theTableHoldsForEveryRouteAndRole() throws IOException {
        // Given
        List<Member> members = ROLES.stream().map(this::join).toList();
        Member colleague = join("technician");
        RoleMatrix matrix = new RoleMatrix(ROLES);

        // When
        for (Operation operation : document.operations()) {
            List<String> words = new ArrayList<>();
            for (Member member : members) {
                words.add(
                        operation.needsCredential()
                                ? verdict(operation, member, colleague).word()
                                : "open");
            }
            matrix.add(operation, words);
        }

        // Then
        String page = matrix.page(document);
        if (Boolean.getBoolean("role-matrix.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(page.lines()).containsExactlyElementsOf(Files.readAllLines(PAGE));
    }

    private Member join(String role) {
        Member member = fleet.join(company, role);
        requests.protect(member.userId());
        return member;
    }

    private Verdict verdict(Operation operation, Member member, Member colleague) {
        boolean makesADifference = PERSONAL.contains(collectionOf(operation)) && !isBulk(operation);
        int own = send(ownedBy(operation, makesADifference ? member : null), member);
        if (own == FORBIDDEN) {
            return new Verdict(own, null, null);
        }
        Integer others = makesADifference ? others(operation, member, colleague) : null;
        Integer foreign = operation.pathParameters().isEmpty() ? null : foreign(operation, member);
        return new Verdict(own, others, foreign);
    }

    /** For a list: whether it shows what is the colleague's. */
    private int others(Operation operation, Member member, Member colleague) {
        ApiRequest request = ownedBy(operation, colleague);
        if (!operation.method().equals("GET") || !operation.pathParameters().isEmpty()) {
            return send(request, member);
        }
        String theirs = belonging(operation.path(), colleague);
        Exchange list = requests.send(request.withCredential(member.token()));
        return list.answerBody().contains(theirs) ? list.status() : NOT_FOUND;
    }

    private int foreign(Operation operation, Member member) {
        ApiRequest request = requests.plain(operation);
        List<String> names = operation.pathParameters();
        String collection = operation.path().substring(0, operation.path().indexOf("/{"));
        request.withPathValue(names.getFirst(), stranger.idIn(collection, false));
        if (names.size() > 1) {
            request.withPathValue(names.getLast(), UUID.randomUUID().toString());
        }
        return send(request, member);
    }

    /** A valid request about what belongs to the member; null where it does not matter to whom. */
    private ApiRequest ownedBy(Operation operation, @Nullable Member owner) {
        ApiRequest request = requests.plain(operation);
        if (owner == null) {
            return request;
        }
        if (!operation.pathParameters().isEmpty()) {
            request.withPathValue(operation.pathParameters().getFirst(), belonging(collectionOf(operation), owner));
        }
        String field = OWNER_FIELDS.get(collectionOf(operation));
        if (request.body() instanceof ObjectNode body && field != null && body.has(field)) {
            body.put(field, ownerId(field, owner));
        }
        return request;
    }

    /** A resource of the member's; nobody is a crew member twice. */
    private String belonging(String collection, Member owner) {
        return switch (collection) {
            case CREW -> crewMember(owner);
            case SESSIONS -> sessionOf(owner);
            default -> make(collection, owner);
        };
    }

    private String sessionOf(Member owner) {
        fleet.signIn(owner.email(), owner.password());
        return fleet.as(owner.token()).get(SESSIONS).path("data.find { !it.attributes.current }.id");
    }

    private String crewMember(Member owner) {
        String known = crewOf.get(owner.userId());
        if (known == null || !exists(CREW, known)) {
            known = make(CREW, owner);
            crewOf.put(owner.userId(), known);
        }
        return known;
    }

    private boolean exists(String collection, String id) {
        return requests.send(requests.plain(document.get("GET", collection + "/{id}"))
                                .withPathValue("id", id))
                        .status()
                == 200;
    }

    /** A new resource of the member's, made by the company's key. */
    private String make(String collection, Member owner) {
        Operation create = document.get("POST", collection);
        ApiRequest request = requests.plain(create);
        String field = OWNER_FIELDS.get(collection);
        if (request.body() instanceof ObjectNode body && field != null) {
            body.put(field, ownerId(field, owner));
        }
        Exchange made = requests.sendOnceHeard(request);
        assertThat(made.status()).as(made.answerBody()).isEqualTo(201);
        return made.answerBody().split("\"id\":\"", 2)[1].substring(0, 36);
    }

    private String ownerId(String field, Member owner) {
        return field.equals("user_id") ? owner.userId() : crewMember(owner);
    }

    private int send(ApiRequest request, Member member) {
        if (request.body() instanceof ObjectNode body) {
            PASSWORDS.stream().filter(body::has).forEach(field -> body.put(field, member.password()));
            if (body.has("new_password")) {
                body.put("new_password", "short");
            }
        }
        return requests.send(request.withCredential(sessionFor(request.operation(), member)))
                .status();
    }

    /** A session of its own for what ends the one in use. */
    private String sessionFor(Operation operation, Member member) {
        boolean endsIt = operation.path().startsWith("/api/v1/auth/")
                && !operation.method().equals("GET");
        return endsIt ? fleet.signIn(member.email(), member.password()).path("data.access_token") : member.token();
    }

    /** Concerns everything that is one's own, so there is nobody else's to name. */
    private static boolean isBulk(Operation operation) {
        return operation.method().equals("DELETE") && operation.pathParameters().isEmpty();
    }

    private static String collectionOf(Operation operation) {
        int parameter = operation.path().indexOf("/{");
        return parameter < 0 ? operation.path() : operation.path().substring(0, parameter);
    }
}
