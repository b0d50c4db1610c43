package dev.slipway.line.service.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Takes orders from the queue into the database. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:/jms/queue/orders")
        })
public class OrderListener implements MessageListener {
    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    Items items;

    /** Made by the container. */
    public OrderListener() {}

    @Override
    public void onMessage(Message message) {
        try {
            items.add("ordered " + message.getBody(String.class));
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
