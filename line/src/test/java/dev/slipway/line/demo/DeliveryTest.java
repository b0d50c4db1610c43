package dev.slipway.line.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class DeliveryTest {
    @Test
    void reportsItsTestsAsJunitDoes() throws Exception {
        Delivery delivery = new Delivery("billing", "3.1.0", "Billing 3.1.0", Delivery.Way.ASKED, 64, 2);
        Document report = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(delivery.report().getBytes(StandardCharsets.UTF_8)));
        assertThat(report.getElementsByTagName("testcase").getLength()).isEqualTo(64);
        assertThat(report.getElementsByTagName("failure").getLength()).isEqualTo(2);
    }

    @Test
    void isOfAServiceOfTheStory() {
        Story story = Story.toldAt(Instant.EPOCH);
        assertThat(Delivery.TODAY)
                .allSatisfy(delivery -> assertThat(story.events())
                        .anyMatch(event -> event instanceof Event.ServiceRegistered service
                                && service.name().equals(delivery.service())));
    }

    @Test
    void isAnArchiveOfOnePage() throws Exception {
        War war = War.titled("Web shop 5.0.0");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(war.bytes()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("index.html");
            assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).contains("<h1>Web shop 5.0.0</h1>");
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    @Test
    void isTheSameArchiveForTheSameTitle() {
        assertThat(War.titled("a").digest())
                .matches("sha256:[0-9a-f]{64}")
                .isEqualTo(War.titled("a").digest())
                .isNotEqualTo(War.titled("b").digest());
    }
}
