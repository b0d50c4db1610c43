package dev.slipway.ledger.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebApplicationExceptionMapperTest {

    @Test
    void namesTheMediaTypesThatAreTaken() {
        assertThat(WebApplicationExceptionMapper.detail(ProblemType.UNSUPPORTED_MEDIA_TYPE))
                .contains("application/yaml for a definition", "application/json");
    }
}
