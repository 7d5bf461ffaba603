package dev.callsheet.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an operator can set of the edge. */
@ConfigMapping(prefix = "callsheet.gateway")
public interface GatewaySettings {

    /** How many bytes a request's body may have (Sector Pro 10.2: 10 MB). */
    @WithDefault("10485760")
    long maxBodySize();

    /** How many bytes the names and values of a request's headers may have together. */
    @WithDefault("16384")
    int maxHeaderSize();

    /** How long a service may be silent before its caller gets 504. */
    @WithDefault("30s")
    Duration upstreamTimeout();

    /** How many connections are kept to each service. */
    @WithDefault("128")
    int upstreamConnections();

    /** How many requests may wait for a connection to a service before the next is refused. */
    @WithDefault("1024")
    int upstreamQueue();

    /** How often the services are asked for their health. */
    @WithDefault("5s")
    Duration healthInterval();

    /** How often identity is asked which web origins organizations have registered. */
    @WithDefault("30s")
    Duration originsInterval();

    /** How long browsers are told to come back by HTTPS only; zero leaves it to a proxy in front. */
    @WithDefault("365d")
    Duration strictTransportSecurity();

    /** Addresses and networks of proxies in front, whose {@code X-Forwarded-For} and {@code -Proto} are believed. */
    Optional<List<String>> trustedProxies();

    /** How long requests that are under way get to end when the gateway stops. */
    @WithDefault("10s")
    Duration drain();

    /** What a connection may take. */
    Connection connection();

    /** How often identity is told how keys were used. */
    @WithDefault("10s")
    Duration usageInterval();

    /** Limits that do not come from a caller's tier. */
    Limits limits();

    /** The log of requests. */
    RequestLog requestLog();

    /** The log of requests. */
    interface RequestLog {
        /** Whether there is one. */
        @WithDefault("true")
        boolean enabled();

        /** How many requests may wait to be written before further ones are only counted. */
        @WithDefault("20000")
        int capacity();

        /** How many are written in one statement. */
        @WithDefault("1000")
        int batch();

        /** How long one waits at most to be written. */
        @WithDefault("250ms")
        Duration interval();

        /** How long requests are kept, in whole days of UTC. */
        @WithDefault("90d")
        Duration retention();
    }

    /** The memory of who the callers are. */
    Authentication authentication();

    /** What a connection may take. */
    interface Connection {
        /** How long the head of a request may take from its first byte on. */
        @WithDefault("10s")
        Duration head();

        /** How long a connection may be without a request. */
        @WithDefault("75s")
        Duration idle();

        /** How long a body may take whatever its pace. */
        @WithDefault("20s")
        Duration bodyGrace();

        /** How many bytes a second a body must have on average beyond that. */
        @WithDefault("500")
        int bodyRate();

        /** How many connections one address may have. */
        @WithDefault("1024")
        int perAddress();
    }

    /** Limits that do not come from a caller's tier. */
    interface Limits {
        /** Requests of one caller to critical endpoints in a minute. */
        @WithDefault("20")
        int criticalPerMinute();

        /** The tiers to which that applies. */
        @WithDefault("free,basic,standard")
        Set<String> criticalTiers();

        /** Requests of one caller to imports in a minute. */
        @WithDefault("10")
        int importPerMinute();

        /** Requests of one caller to exports in an hour. */
        @WithDefault("20")
        int exportPerHour();

        /** Requests of one address in a minute to what takes a password or the like. */
        @WithDefault("10")
        int authPerMinute();

        /** How many gateways there are, until the database has told: each then admits its share of a limit. */
        @WithDefault("1")
        int gateways();
    }

    /** The memory of who the callers are. */
    interface Authentication {
        /** How many principals are remembered. */
        @WithDefault("50000")
        long capacity();

        /** How old an answer of identity's may be before it is checked again. */
        @WithDefault("30s")
        Duration refreshAfter();

        /** How old it may become while identity cannot be asked. */
        @WithDefault("15m")
        Duration maximumAge();

        /** How long a refusal is repeated without asking. */
        @WithDefault("5s")
        Duration refusalsLive();

        /** How long the revocation feed may be silent before it counts as lost. */
        @WithDefault("10s")
        Duration feedSilence();

        /** How long identity has to answer. */
        @WithDefault("2s")
        Duration deadline();
    }
}
