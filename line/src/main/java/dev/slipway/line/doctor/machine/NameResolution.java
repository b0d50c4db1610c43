package dev.slipway.line.doctor.machine;

import static dev.slipway.line.doctor.check.Finding.detail;
import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.util.List;

/**
 * Whether the machine can resolve the line's public names.
 *
 * @param address at which httpd answers on this machine
 * @param unresolved those that it cannot
 */
public record NameResolution(String domain, String address, List<String> unresolved) {
    public static NameResolution of(DoctorContext context) throws IOException {
        return new NameResolution(
                context.settings().domain(),
                context.settings().front().getHostString(),
                // Java would find them in the line's own file of hosts.
                context.lines("line/bin/program", "names").stream()
                        .filter(name -> !context.run("getent", "hosts", name).isSuccess())
                        .toList());
    }

    public List<Finding> findings() {
        String names = String.join(" ", unresolved);
        return unresolved.isEmpty()
                ? List.of(good("Names under " + domain + " resolve"))
                : List.of(
                        warning("Your resolver cannot resolve: " + names),
                        detail("Add this line to /etc/hosts: " + address + " " + names),
                        detail(
                                "Until then, and a restart, the workers of services find these names by a file of the line,"
                                        + " and no other host: not the internet either."));
    }
}
