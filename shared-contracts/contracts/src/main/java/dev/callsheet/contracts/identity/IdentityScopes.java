package dev.callsheet.contracts.identity;

/** Names of the scopes that guard the identity service's resources. */
public final class IdentityScopes {

    public static final String API_KEYS_MANAGE = "api_keys:manage";
    public static final String ORGANIZATIONS_READ = "organizations:read";
    public static final String ORGANIZATIONS_WRITE = "organizations:write";
    public static final String USERS_READ = "users:read";
    public static final String USERS_WRITE = "users:write";
    public static final String SERVICE_ACCOUNTS_MANAGE = "service_accounts:manage";
    public static final String ACTIVITY_READ = "activity:read";

    private IdentityScopes() {}
}
