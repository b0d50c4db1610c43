package dev.slipway.line.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupMessagesTest {
    private final List<String> progress = new ArrayList<>();
    private final BackupMessages messages = new BackupMessages(progress::add);

    @Test
    void sayHowFarItIs() {
        messages.read("{\"message_type\":\"status\",\"percent_done\":0.256,\"total_bytes\":3145728000}");
        assertThat(progress).containsExactly("26 % of 3000 MB");
        assertThat(messages.summary()).isEmpty();
    }

    @Test
    void endWithASummary() {
        messages.read("""
                {"message_type":"summary","data_added":10,"total_bytes_processed":1000,"snapshot_id":"43b55275"}""");
        assertThat(messages.summary()).contains(new BackupMessages.Summary("43b55275", 1000, 10));
        assertThat(progress).isEmpty();
    }

    @Test
    void areNothingElse() {
        messages.read("{\"message_type\":\"error\",\"item\":\"/srv/line/run/x\"}");
        messages.read("unable to open cache: permission denied");
        messages.read("");
        assertThat(progress).isEmpty();
        assertThat(messages.summary()).isEmpty();
    }
}
