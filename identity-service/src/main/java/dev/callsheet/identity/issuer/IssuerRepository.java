package dev.callsheet.identity.issuer;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import dev.callsheet.platform.data.session.SessionSql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** The issuers of one organization. */
@ApplicationScoped
class IssuerRepository extends OrganizationRepository<TokenIssuer> {

    private static final String ROLES = """
            select role from shipped_role_scope union select role from role_scope where deleted_at is null order by 1
            """;

    IssuerRepository() {
        super(TokenIssuer.class, "issuer");
    }

    /** The roles that members of the organization can have. */
    Uni<List<String>> listRoles() {
        return SessionSql.select(ROLES).map(rows -> {
            List<String> roles = new ArrayList<>();
            while (rows.hasNext()) {
                roles.add((String) rows.next()[0]);
            }
            return roles;
        });
    }
}
