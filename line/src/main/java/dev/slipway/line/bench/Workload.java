package dev.slipway.line.bench;

import java.util.Optional;

/**
 * One request that is sent again and again.
 *
 * @param path of the ledger, from the root
 * @param body JSON, where there is a body
 */
record Workload(String name, String method, String path, Optional<String> body) {
    static Workload get(String name, String path) {
        return new Workload(name, "GET", path, Optional.empty());
    }
}
