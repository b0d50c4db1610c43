package dev.slipway.line.agent.deployment.check.code;

import static dev.slipway.line.agent.deployment.check.code.ClassFiles.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.archive.code.ClassFile;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a SOAP endpoint is, WildFly decides by what is elsewhere. */
class SoapEndpointsTest {
    @Test
    void areToldOfAtTheRoot() {
        SoapEndpoints endpoints = new SoapEndpoints();
        assertThat(endpoints.atUnnamedRoot()).isEmpty();
        endpoints.add("", "shop.A", new ClassFile(type(0x0021, "Ljakarta/jws/WebService;")));
        assertThat(endpoints.atUnnamedRoot()).singleElement().asString().contains("shop.A", "jboss-web.xml");
    }

    @ParameterizedTest
    @CsvSource({
        "shop-ejb-1.4.0.jar, Ljakarta/ejb/Stateless;, true",
        "shop-ejb-1.4.0.jar, Ljakarta/ejb/Stateless; Lorg/jboss/ws/api/annotation/WebContext; contextRoot, false",
        "shop-ejb-1.4.0.jar, Ljakarta/ejb/Stateless; Lorg/jboss/ws/api/annotation/WebContext; urlPattern, true",
        "shop-ejb-1.4.0.jar, Ljakarta/inject/Singleton;, false",
        "'', Ljakarta/ejb/Stateless;, false"
    })
    void areInJarsThatNameNoContextRoot(String jar, String references, boolean isFound) {
        SoapEndpoints endpoints = new SoapEndpoints();
        endpoints.add(jar, "shop.A", new ClassFile(type(0x0021, "Ljakarta/jws/WebService; " + references)));
        assertThat(endpoints.unrootedJars()).isEqualTo(isFound ? Set.of(jar) : Set.of());
        assertThat(endpoints.isEmpty()).isFalse();
    }

    /** A client has the interface of what it calls. */
    @Test
    void areNotTheInterfacesOfAClient() {
        SoapEndpoints endpoints = new SoapEndpoints();
        endpoints.add("", "shop.Prices", new ClassFile(type(0x0600, "Ljakarta/jws/WebService;")));
        assertThat(endpoints.isEmpty()).isTrue();
    }
}
