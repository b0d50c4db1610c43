package dev.slipway.line.cli.input.build;

import dev.slipway.line.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checkout of Slipway itself, if the launcher runs in one.
 *
 * @param folder its folder
 */
public record Checkout(Path folder) {
    private static final Pattern VERSION = Pattern.compile("<version>(.*)</version>");
    private static final int ABBREVIATED = 9;

    /** The archive that it builds. */
    public Path archive() {
        return folder.resolve("ear/target/slipway.ear");
    }

    /** The checked-out commit. */
    public Optional<String> commit() {
        return git("rev-parse", "--verify", "--quiet", "HEAD")
                .map(String::strip)
                .filter(line -> !line.isEmpty());
    }

    /** A version for an archive: the POM's version and the commit, or the digest if there are uncommitted changes. */
    public Optional<String> version(String digest) {
        boolean isClean = git("status", "--porcelain").filter(String::isEmpty).isPresent();
        return number().map(number -> number + "+"
                + commit().filter(commit -> isClean)
                        .map(commit -> commit.substring(0, ABBREVIATED))
                        .orElseGet(() -> Sha256.abbreviated(digest, ABBREVIATED)));
    }

    /** The version that is checked out: the POM's, and the commit if Git knows it. */
    public Optional<String> release() {
        return number().map(number -> number
                + commit().map(commit -> "+" + commit.substring(0, ABBREVIATED)).orElse(""));
    }

    /** Empty if only a parent of the folder is a repository, as that is another project's. */
    private Optional<String> git(String... arguments) {
        return Files.exists(folder.resolve(".git")) ? new Git(folder).run(arguments) : Optional.empty();
    }

    private Optional<String> number() {
        try {
            Matcher version = VERSION.matcher(Files.readString(folder.resolve("pom.xml")));
            return version.find() ? Optional.of(version.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
