package dev.slipway.line.gitlab;

import java.nio.file.Path;

/**
 * The folders of the bootstrap.
 *
 * @param state its state, a folder for each volume
 * @param templates the templates: the checkout's {@code .gitlab}
 * @param checkout the Git repository for the first commit
 * @param work for this run alone; nobody else can read it
 */
record BootstrapFolders(Path state, Path templates, Path checkout, Path work) {

    /** The bootstrap's own volume. */
    Path own() {
        return state.resolve("bootstrap");
    }

    /** The image builder's. */
    Path builder() {
        return state.resolve("builder");
    }

    /** The runner's. */
    Path runner() {
        return state.resolve("runner");
    }
}
