package dev.callsheet.gateway.limit;

/**
 * Which part of every limit is this gateway's while the store is away. The parts of all gateways add up to the limit.
 *
 * @param gateways how many there are
 * @param rank which of them this one is, from 0
 */
record Share(int gateways, int rank) {

    Share {
        if (gateways < 1 || rank < 0 || rank >= gateways) {
            throw new IllegalArgumentException("There is no gateway %d of %d".formatted(rank, gateways));
        }
    }

    int of(int limit) {
        return limit / gateways + (rank < limit % gateways ? 1 : 0);
    }
}
