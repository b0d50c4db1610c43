package dev.slipway.ledger.identity;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.jose4j.jwa.AlgorithmFactory;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.jws.RsaUsingShaAlgorithm;

/**
 * Has the server's jose4j, which Elytron verifies tokens with, remember valid signatures for as long as the ledger is deployed. An
 * algorithm is replaced, never taken out: jose4j's map is not made for a change of its keys while somebody reads it.
 */
@WebListener
public class SignatureRegistration implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        algorithms().registerAlgorithm(new VerifiedSignatures());
    }

    /** Else the server would keep this archive's class loader. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        algorithms().registerAlgorithm(new RsaUsingShaAlgorithm.RsaSha256());
    }

    private static AlgorithmFactory<JsonWebSignatureAlgorithm> algorithms() {
        return AlgorithmFactoryFactory.getInstance().getJwsAlgorithmFactory();
    }
}
