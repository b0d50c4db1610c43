package dev.slipway.line.doctor.machine;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The programs that the line needs from the machine, and Docker, which people think it does.
 *
 * @param missing those that are not installed
 */
public record RequiredPrograms(List<String> missing, boolean hasDocker) {
    private static final List<String> REQUIRED = List.of(
            "apache2",
            "htpasswd",
            "supervisord",
            "psql",
            "restic",
            "jq",
            "curl",
            "unzip",
            "xz",
            "openssl",
            "setpriv",
            "flock",
            "pgrep");

    public static RequiredPrograms of(DoctorContext context) {
        return new RequiredPrograms(
                REQUIRED.stream().filter(name -> !isThere(context, name)).toList(), isThere(context, "docker"));
    }

    private static boolean isThere(DoctorContext context, String name) {
        return context.path().stream().anyMatch(folder -> {
            Path file = Path.of(folder, name);
            return Files.isRegularFile(file) && Files.isExecutable(file);
        });
    }

    public List<Finding> findings() {
        return List.of(
                missing.isEmpty()
                        ? good("All programs are there")
                        : warning("Not there yet: " + String.join(" ", missing) + "; ./slipway up installs them"),
                good(
                        hasDocker
                                ? "Docker is there (the native line does not use it)"
                                : "Docker is not there, and the native line does not need it"));
    }
}
