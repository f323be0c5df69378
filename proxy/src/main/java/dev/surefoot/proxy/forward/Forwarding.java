package dev.surefoot.proxy.forward;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.conduits.BytesReceivedStreamSourceConduit;
import io.undertow.conduits.BytesSentStreamSinkConduit;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.undertow.util.Transfer;

import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

import java.io.IOException;

/**
 * One request between a client and an instance: streams both bodies, and decides whose fault an end
 * is. It is counted exactly once, by the first of: response read to its end, instance broken,
 * client gone, silence too long. Confined to the exchange's I/O thread.
 *
 * <p>INVARIANT: a connection goes back to the pool only when request and response both went through
 * whole; else it is closed first.
 */
final class Forwarding {
    private final HttpServerExchange exchange;
    private final InstanceCounters counters;
    private final Draw draw;
    private final Deadline deadline;
    private long begun;
    private boolean counted;
    private boolean requestSent;
    private boolean responseRead;
    private @Nullable ClientConnection connection;
    private @Nullable StreamSinkChannel toInstance;
    private @Nullable StreamSinkChannel toClient;

    Forwarding(HttpServerExchange exchange, LiveRoute route, Instance instance, Draw draw) {
        this.exchange = exchange;
        this.counters = instance.counters();
        this.draw = draw;
        this.deadline =
                new Deadline(exchange.getIoThread(), route.timeouts().backend(), this::tooSilent);
    }

    /**
     * Sends the request.
     *
     * @param askedAt when the connection was asked for: waiting for an instance that is busy is
     *     part of how slow it is
     */
    void start(ClientConnection to, long askedAt) {
        connection = to;
        counters.started();
        begun = askedAt;
        // Registered after the pool's listener, so it runs before the connection is given back.
        exchange.addExchangeCompleteListener(this::exchangeComplete);
        deadline.start();
        to.sendRequest(
                OutboundRequest.of(exchange, draw.bucket()),
                new Callback(this::sendBody, e -> instanceBroke(StatusCodes.BAD_GATEWAY)));
    }

    private void sendBody(ClientExchange sent) {
        sent.setResponseListener(
                new Callback(this::respond, e -> instanceBroke(StatusCodes.BAD_GATEWAY)));
        if (exchange.isRequestComplete()) {
            requestSent = true;
            return;
        }
        exchange.addRequestWrapper(
                (next, same) ->
                        new BytesReceivedStreamSourceConduit(
                                next.create(), bytes -> deadline.touch()));
        StreamSourceChannel source = exchange.getRequestChannel();
        StreamSinkChannel sink = sent.getRequestChannel();
        toInstance = sink;
        Transfer.initiateTransfer(
                source,
                sink,
                ChannelListeners.closingChannelListener(),
                this::requestTransferred,
                (channel, e) -> clientLeft(),
                // The instance may have answered and closed without reading on: the answer, or its
                // absence, is told by the response's listener.
                (channel, e) -> channel.suspendWrites(),
                exchange.getConnection().getByteBufferPool());
    }

    private void requestTransferred(StreamSinkChannel sink) {
        flushThen(sink, () -> requestSent = true, () -> {});
    }

    private void respond(ClientExchange received) {
        if (counted) {
            IoUtils.safeClose(connection);
            return;
        }
        deadline.touch();
        int status = received.getResponse().getResponseCode();
        exchange.setStatusCode(status);
        exchange.setReasonPhrase(received.getResponse().getStatus());
        HeaderMap headers = exchange.getResponseHeaders();
        HopByHop.copyOthers(received.getResponse().getResponseHeaders(), headers);
        setCookie(headers);
        exchange.addResponseWrapper(
                (next, same) ->
                        new BytesSentStreamSinkConduit(next.create(), bytes -> deadline.touch()));
        StreamSinkChannel sink = exchange.getResponseChannel();
        toClient = sink;
        Transfer.initiateTransfer(
                received.getResponseChannel(),
                sink,
                ChannelListeners.closingChannelListener(),
                done -> responseTransferred(done, status),
                (channel, e) -> instanceBroke(StatusCodes.BAD_GATEWAY),
                (channel, e) -> clientLeftDuring(status),
                exchange.getConnection().getByteBufferPool());
    }

    private void setCookie(HeaderMap headers) {
        String cookie = draw.setCookie();
        if (cookie == null) {
            return;
        }
        String name = cookie.substring(0, cookie.indexOf('=') + 1);
        HeaderValues own = headers.get(Headers.SET_COOKIE);
        // An application that names its users itself knows better.
        if (own == null || own.stream().noneMatch(value -> value.startsWith(name))) {
            headers.add(Headers.SET_COOKIE, cookie);
        }
    }

    private void responseTransferred(StreamSinkChannel sink, int status) {
        responseRead = true;
        count(outcomeOf(status));
        flushThen(sink, this::responseFlushed, () -> IoUtils.safeClose(exchange.getConnection()));
    }

    private void responseFlushed() {
        if (!requestSent) {
            // An early answer; the rest of the request is read and thrown away.
            exchange.endExchange();
        }
    }

    private static Outcome outcomeOf(int status) {
        return status >= StatusCodes.INTERNAL_SERVER_ERROR ? Outcome.ERROR : Outcome.SERVED;
    }

    private void instanceBroke(int status) {
        if (!count(Outcome.ERROR)) {
            return;
        }
        IoUtils.safeClose(connection);
        if (exchange.isResponseStarted()) {
            // The client must see that the body is cut, not a clean end.
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        exchange.getResponseHeaders().clear();
        exchange.setStatusCode(status);
        exchange.setReasonPhrase(StatusCodes.getReason(status));
        exchange.endExchange();
    }

    private void clientLeftDuring(int status) {
        // What the instance said before the client left still counts.
        count(outcomeOf(status) == Outcome.ERROR ? Outcome.ERROR : Outcome.CLIENT_ABORT);
        closeBoth();
    }

    private void clientLeft() {
        count(Outcome.CLIENT_ABORT);
        closeBoth();
    }

    private void closeBoth() {
        IoUtils.safeClose(connection);
        IoUtils.safeClose(exchange.getConnection());
    }

    /** Who is waiting for whom: bytes that cannot be written are the reader's silence. */
    private void tooSilent() {
        if (toClient != null) {
            if (toClient.isWriteResumed()) {
                clientLeft();
            } else {
                instanceBroke(StatusCodes.GATEWAY_TIME_OUT);
            }
        } else if (toInstance != null && !requestSent && !toInstance.isWriteResumed()) {
            clientLeft();
        } else {
            instanceBroke(StatusCodes.GATEWAY_TIME_OUT);
        }
    }

    private void exchangeComplete(
            HttpServerExchange same, ExchangeCompletionListener.NextListener next) {
        count(Outcome.CLIENT_ABORT);
        if (!requestSent || !responseRead) {
            IoUtils.safeClose(connection);
        }
        next.proceed();
    }

    private boolean count(Outcome outcome) {
        if (counted) {
            return false;
        }
        counted = true;
        deadline.stop();
        counters.ended(outcome, System.nanoTime() - begun);
        return true;
    }

    private static void flushThen(StreamSinkChannel sink, Runnable done, Runnable failed) {
        try {
            sink.shutdownWrites();
            if (sink.flush()) {
                sink.getWriteSetter().set(null);
                sink.suspendWrites();
                done.run();
                return;
            }
            ChannelListener<StreamSinkChannel> flushed =
                    channel -> {
                        channel.suspendWrites();
                        channel.getWriteSetter().set(null);
                        done.run();
                    };
            sink.getWriteSetter()
                    .set(
                            ChannelListeners.flushingChannelListener(
                                    flushed, (channel, e) -> failed.run()));
            sink.resumeWrites();
        } catch (IOException e) {
            failed.run();
        }
    }

    private interface Failure {
        void because(IOException e);
    }

    private interface Success {
        void with(ClientExchange result);
    }

    private record Callback(Success success, Failure failure)
            implements ClientCallback<ClientExchange> {
        @Override
        public void completed(ClientExchange result) {
            success.with(result);
        }

        @Override
        public void failed(IOException e) {
            failure.because(e);
        }
    }
}
