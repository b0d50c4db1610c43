package dev.slipway.ledger.deployment.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.platform.text.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveNameTest {

    @ParameterizedTest
    @CsvSource({
        "web-shop.war, web-shop",
        "Web_Shop-1.4.0.war, web-shop",
        "shop-1.0-SNAPSHOT.war, shop",
        "shop-v2.1.ear, shop",
        "shop-1.0.0+build.7.war, shop",
        "shop##003.war, shop",
        "shop-2.war, shop-2",
        "org.example.shop.jar, org-example-shop",
        "1st-shop.war, st-shop",
        "läden.war, l-den",
        "shop, shop",
        "2.0.war, archive",
        "../../etc/passwd, etc-passwd",
        "'<script>.war', script",
        "'', archive",
        "店.war, archive"
    })
    void namesTheServiceAfterTheArchive(String archive, String service) {
        assertThat(ArchiveName.service(archive)).isEqualTo(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-", "1", "A.war", "-9-a-.war", "a b\tc", "\uD83D"})
    void givesAlwaysAName(String archive) {
        for (int times : new int[] {1, 62, 63, 64, 500}) {
            String service = ArchiveName.service(archive.repeat(times));
            assertThat(service).matches(Text.NAME);
            assertThat(ArchiveName.title(service)).matches(Text.LINE);
        }
    }

    @ParameterizedTest
    @CsvSource({"web-shop, Web shop", "slipway, Slipway", "a, A"})
    void titlesTheServiceAsPeopleWould(String service, String title) {
        assertThat(ArchiveName.title(service)).isEqualTo(title);
    }
}
