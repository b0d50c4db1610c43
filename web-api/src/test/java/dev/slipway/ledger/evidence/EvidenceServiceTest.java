package dev.slipway.ledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.evidence.contents.Format;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.contents.Summary;
import dev.slipway.ledger.evidence.contents.Verdict;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Sha256;
import dev.slipway.ledger.release.Release;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvidenceServiceTest {
    private static final Instant NOW = Instant.parse("2026-12-02T10:00:00Z");

    private static final Release RELEASE = new Release() {
        @Override
        public UUID id() {
            return new UUID(0, 1);
        }

        @Override
        public Digest artifactDigest() {
            return Digest.ofHex(Sha256.hex("shop.war"));
        }
    };

    /** Such as one of an SBOM of 5 MiB. */
    @Test
    void believesALongAttestation() throws Exception {
        KeyPair build = TestEnvelopes.pair();
        EvidenceService service = having(
                Format.DSSE, TestEnvelopes.envelope(build, "x".repeat(5 << 20)).toString());
        assertThat(isBelieved(service, build)).isTrue();
        assertThat(isBelieved(service, TestEnvelopes.pair())).isFalse();
    }

    @Test
    void believesNoBareStatement() throws Exception {
        assertThat(isBelieved(having(Format.IN_TOTO, "{}"), TestEnvelopes.pair()))
                .isFalse();
    }

    private static boolean isBelieved(EvidenceService service, KeyPair pair) {
        return service.facts(RELEASE, List.of(TestEnvelopes.key(pair))).get(0).isBelieved();
    }

    private static EvidenceService having(Format format, String text) {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        Evidence attestation = new Evidence(
                RELEASE,
                new AddEvidenceRequest(
                        RELEASE.id(), "sbom.intoto.json", Kind.ATTESTATION, Digest.ofHex(Sha256.hex(file))),
                file.length,
                Contents.of(format, Kind.ATTESTATION, Verdict.NONE, Summary.ofStatement("a", 1, true)),
                "ci",
                NOW);
        EvidenceService service = new EvidenceService();
        service.intake = new EvidenceIntake();
        service.signatures = new SignatureCache();
        service.evidence = new EvidenceRepository() {
            @Override
            List<Evidence> newestFirst(UUID release, @Nullable Cursor after, int limit) {
                return List.of(attestation);
            }

            @Override
            void copyTo(UUID evidence, OutputStream out) throws IOException {
                out.write(file);
            }
        };
        return service;
    }
}
