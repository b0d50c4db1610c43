package dev.slipway.ledger.cli;

import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where to download the CLI, and where it signs people in.
 *
 * @param issuer the realm that tokens come from
 * @param clientId the realm's client that the CLI is
 * @param version the CLI's version
 * @param path its path on this host
 * @param digest the file's digest
 */
@Schema(description = "Where to download the CLI, and where it signs people in.")
public record CliResponse(
        @Schema(examples = "https://auth.localtest.me/realms/slipway")
        URI issuer,

        @Schema(examples = "cli") String clientId,
        @Schema(examples = "0.2.0") String version,
        @Schema(examples = "/cli/slipway.jar") String path,

        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        String digest) {}
