package dev.callsheet.gateway.ban;

import java.util.concurrent.CompletionStage;

/** Where all gateways write the bans that they make. */
interface BanRecord {

    /** Bans for the time that the network's earlier bans make due, unless it is banned already; the ban that holds. */
    CompletionStage<Ban> ban(Network network);
}
