package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operator's own certificates, as served by httpd.
 *
 * @param untrusted the names whose chain leads to no CA that this machine trusts
 */
public record OwnPairs(List<String> untrusted) {
    public static OwnPairs of(DoctorContext context) throws IOException {
        Path own = context.settings().state().resolve("httpd/own");
        if (!Files.isDirectory(own)) {
            return new OwnPairs(List.of());
        }
        try (Stream<Path> folders = Files.list(own)) {
            return new OwnPairs(folders.sorted()
                    .filter(folder -> Files.exists(folder.resolve("fullchain.pem")))
                    .filter(folder ->
                            !isTrusted(context, folder.resolve("fullchain.pem").toString()))
                    .map(folder -> folder.getFileName().toString())
                    .toList());
        }
    }

    /** By OpenSSL, which knows the system's CAs; the JDK may have others. */
    private static boolean isTrusted(DoctorContext context, String chain) {
        return context.run("openssl", "verify", "-untrusted", chain, chain).isSuccess();
    }

    public List<Finding> findings() {
        return untrusted.stream()
                .map(name -> warning("The own pair of " + name
                        + " does not chain to a CA that this machine trusts: if it is from a public CA, its fullchain.pem"
                        + " lacks the intermediate certificates"))
                .toList();
    }
}
