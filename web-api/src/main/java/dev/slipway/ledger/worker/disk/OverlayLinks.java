package dev.slipway.ledger.worker.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * What a server's deployment overlays are linked to. They change what runs of it, but not the archive.
 *
 * @param names runtime names of archives, or names of modules in EARs; {@code *} stands for any characters, {@code ?}
 *     for one (wildfly-core, {@code DeploymentOverlayIndex})
 */
record OverlayLinks(List<String> names) {
    /** Longer names count as matching, so that nobody can hide one, or keep the ledger busy with it. */
    private static final int LONGEST = 255;

    OverlayLinks {
        names = List.copyOf(names);
    }

    /**
     * Whether they change what runs of an archive; of an EAR whose modules are not known, whether they may.
     *
     * @param file the archive; empty if it cannot be read
     */
    boolean change(String runtimeName, Optional<Path> file) {
        return !names.isEmpty()
                && (isLinked(runtimeName)
                        || (runtimeName.endsWith(".ear")
                                && file.map(this::isModuleLinked).orElse(true)));
    }

    private boolean isModuleLinked(Path ear) {
        try (ZipFile zip = new ZipFile(ear.toFile())) {
            return zip.stream()
                    .flatMap(entry -> Arrays.stream(entry.getName().split("/", -1)))
                    .anyMatch(this::isLinked);
        } catch (IOException e) {
            return true;
        }
    }

    private boolean isLinked(String name) {
        return names.stream()
                .anyMatch(link -> link.length() > LONGEST || name.length() > LONGEST || matches(link, name));
    }

    /** Without regular expressions, which can take for ever. */
    private static boolean matches(String link, String name) {
        int at = 0;
        int star = -1;
        int resumeAt = 0;
        int i = 0;
        while (i < name.length()) {
            if (at < link.length() && link.charAt(at) == '*') {
                star = at++;
                resumeAt = i;
            } else if (at < link.length() && (link.charAt(at) == '?' || link.charAt(at) == name.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resumeAt;
            } else {
                return false;
            }
        }
        return link.substring(at).chars().allMatch(rest -> rest == '*');
    }
}
