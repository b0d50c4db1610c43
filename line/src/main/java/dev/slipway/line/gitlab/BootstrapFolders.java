package dev.slipway.line.gitlab;

import java.nio.file.Path;

/**
 * The folders of the bootstrap.
 *
 * @param state its state, with a folder for each volume
 * @param templates the templates: the checkout's {@code .gitlab}
 * @param checkout the Git repository for the first commit
 * @param work a private folder for this run
 */
record BootstrapFolders(Path state, Path templates, Path checkout, Path work) {

    /** The bootstrap's own volume. */
    Path own() {
        return state.resolve("bootstrap");
    }

    /** The image builder's volume. */
    Path builder() {
        return state.resolve("builder");
    }

    /** The runner's volume. */
    Path runner() {
        return state.resolve("runner");
    }
}
