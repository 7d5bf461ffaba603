package dev.callsheet.platform.data.fault;

import com.fasterxml.jackson.core.JacksonException;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.error.FaultTranslator;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Postgres and its client report. A service that knows a constraint of its own translates it before this does;
 * what arrives here is general: the database is away, or two requests collided.
 */
@Singleton
public class DatabaseFaults implements FaultTranslator {

    private static final Duration SOON = Duration.ofSeconds(2);

    @Override
    public Optional<ApiException> translate(Throwable failure) {
        return causes(failure)
                .map(DatabaseFaults::translateOne)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The name of the violated constraint; null when the failure is of another kind. */
    public static @Nullable String constraintOf(Throwable failure) {
        return causes(failure)
                .filter(PgException.class::isInstance)
                .map(PgException.class::cast)
                .filter(fault ->
                        fault.getSqlState() != null && fault.getSqlState().startsWith("23"))
                .map(PgException::getConstraint)
                .findFirst()
                .orElse(null);
    }

    private static Optional<ApiException> translateOne(Throwable failure) {
        return switch (failure) {
            case PgException fault -> Optional.ofNullable(ofState(fault.getSqlState()));
            // Hibernate keeps the state and drops the client's own exception.
            case SQLException fault
            when fault.getSQLState() != null -> Optional.ofNullable(ofState(fault.getSQLState()));
            case ClosedConnectionException closed -> Optional.of(unavailable());
            // A kind of IOException, but no loss: the text is wrong and will be wrong the next time.
            case JacksonException unreadable -> Optional.empty();
            case IOException lost -> Optional.of(unavailable());
            case TimeoutException slow -> Optional.of(unavailable());
            case StaleStateException stale ->
                Optional.of(new ApiException(
                        ErrorCode.CONFLICT, "Another request has changed the resource meanwhile: read it again."));
            case RuntimeException fault when isConnectionLoss(fault) -> Optional.of(unavailable());
            default -> Optional.empty();
        };
    }

    private static @Nullable ApiException ofState(@Nullable String state) {
        return switch (state) {
            case null -> unavailable();
            case "23505" -> new ApiException(ErrorCode.CONFLICT, "There is one like this already.");
            case "23503" ->
                new ApiException(
                        ErrorCode.CONFLICT, "It refers to something that is not there, or is still referred to.");
            case "40001", "40P01", "55P03" ->
                ApiException.unavailable("Too many requests change the same thing at once: try again.", SOON);
            case String lost
            when lost.startsWith("08") || lost.startsWith("57P") || lost.startsWith("53") -> unavailable();
            default -> null;
        };
    }

    /** The client reports some losses as plain exceptions whose message is all there is. */
    private static boolean isConnectionLoss(RuntimeException fault) {
        String message = fault.getMessage();
        return message != null
                && (message.contains("Connection is not active now")
                        || message.contains("Connection was closed")
                        || message.contains("Connection is closed")
                        || message.contains("Pool closed")
                        || message.contains("Max waiting size reached")
                        || message.startsWith("Timeout "));
    }

    private static ApiException unavailable() {
        return ApiException.unavailable("The database is away for the moment: try again.", SOON);
    }

    /** The failure and its causes, outermost first. */
    public static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
