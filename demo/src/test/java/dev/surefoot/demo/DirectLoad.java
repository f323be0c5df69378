package dev.surefoot.demo;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends a number of seeded requests straight to one shop, some at a time, as fast as it can. */
final class DirectLoad {
    private static final int AT_A_TIME = 8;

    private DirectLoad() {}

    /** How many of the requests were answered with 500 or above; no answer fails the test. */
    static int serverErrors(URI shop, int requests, long seed)
            throws IOException, InterruptedException, ExecutionException {
        return serverErrors(shop, requests, new RequestStream(seed));
    }

    static int serverErrors(URI shop, int requests, RequestStream stream)
            throws IOException, InterruptedException, ExecutionException {
        List<ShopRequest> all = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            all.add(stream.next());
        }
        try (ShopClient client = new ShopClient(shop);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> parts = new ArrayList<>();
            for (int part = 0; part < AT_A_TIME; part++) {
                int first = part;
                parts.add(threads.submit(() -> serverErrors(client, all, first)));
            }
            int errors = 0;
            for (Future<Integer> part : parts) {
                errors += part.get();
            }
            return errors;
        }
    }

    private static int serverErrors(ShopClient client, List<ShopRequest> all, int first)
            throws IOException {
        int errors = 0;
        for (int i = first; i < all.size(); i += AT_A_TIME) {
            errors += client.send(all.get(i)).isServerError() ? 1 : 0;
        }
        return errors;
    }
}
