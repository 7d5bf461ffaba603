package dev.callsheet.platform.test.infrastructure;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** The database that the service under test uses, over plain JDBC. */
public final class TestDatabase {

    private TestDatabase() {}

    /** A connection as the role: one of {@code DatabaseRoles}, or {@code postgres}, who sees everything. */
    public static Connection connect(String role) throws SQLException {
        // Asked directly: Quarkus' class loaders keep the driver from registering itself.
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://%s:%s/%s"
                .formatted(
                        System.getProperty("callsheet.db.host"),
                        System.getProperty("callsheet.db.port"),
                        System.getProperty("callsheet.db.name")));
        return source.getConnection(role, System.getProperty("callsheet.db.password"));
    }
}
