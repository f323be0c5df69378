package dev.surefoot.bench.decisions.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.bench.decisions.world.Model.Recorded;
import dev.surefoot.bench.decisions.world.Scrape.Seen;
import dev.surefoot.judge.Dispersion;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class WorldTest {
    private static final double RATE = .01;

    @Test
    void both_arms_of_a_sound_version_fail_alike_in_every_kind_of_traffic() {
        List<Model> models =
                List.of(
                        new Model.Independent(),
                        new Model.Diurnal(),
                        new Model.Incident(.1, 300),
                        new Model.Clusters(5, false),
                        new Model.Clusters(5, true),
                        new Model.Overload(),
                        new Model.Uneven(),
                        new Model.Resets(),
                        new Model.Gaps());
        for (Model model : models) {
            Tally canary = Tally.NONE;
            Tally baseline = Tally.NONE;
            for (long seed = 0; seed < 150; seed++) {
                for (Scrape scrape : tenSeconds(new Traffic(500, RATE, model), seed)) {
                    canary = canary.plus(scrape.canaryTotal());
                    baseline = baseline.plus(scrape.baselineTotal());
                }
            }
            assertThat(canary.errorRate())
                    .as(model.toString())
                    .isCloseTo(baseline.errorRate(), within(.04 * baseline.errorRate()));
            assertThat(canary.requests() / (double) (canary.requests() + baseline.requests()))
                    .as(model.toString())
                    .isCloseTo(.2, within(.002));
        }
    }

    @Test
    void the_same_seed_and_share_give_the_same_scrapes_whatever_happened_before() {
        Traffic traffic = Traffic.of(100, RATE);
        World steady = new World(traffic, Optional.empty(), 1, 9);
        World changing = new World(traffic, Optional.empty(), 1, 9);

        for (int i = 0; i < 50; i++) {
            Scrape one = steady.next(.1);
            Scrape other = changing.next(i == 20 ? .5 : .1);
            assertThat(one.equals(other)).isEqualTo(i != 20);
        }
    }

    @Test
    void failures_cluster_on_instances_where_users_stick() {
        double sticky =
                Dispersion.measured(
                                History.errors(
                                        new Traffic(500, RATE, new Model.Clusters(5, true)), 3))
                        .phi();
        double fresh =
                Dispersion.measured(History.errors(new Traffic(500, RATE, new Model.Uneven()), 3))
                        .phi();

        assertThat(sticky).isBetween(6.0, 13.0);
        assertThat(fresh).isGreaterThan(1);
        assertThat(Dispersion.measured(History.errors(Traffic.of(500, RATE), 3)))
                .isEqualTo(Dispersion.DEFAULT);
    }

    @Test
    void a_fault_shows_from_its_onset_on_and_above_its_cliff() {
        Traffic traffic = Traffic.of(1_000, 0);
        Fault fault = Fault.of(.5).after(10).above(.3);
        World world = new World(traffic, Optional.of(fault), 1, 1);

        for (int second = 0; second < 30; second++) {
            double share = second % 2 == 0 ? .4 : .3;
            Scrape scrape = world.next(share);
            boolean shows = second >= 10 && share > .3;
            assertThat(scrape.harm() > 0).as("second %d", second).isEqualTo(shows);
            assertThat(scrape.canaryTotal().errors()).isEqualTo(scrape.harm());
            assertThat(scrape.baselineTotal().errors()).isZero();
        }
    }

    @Test
    void resets_and_gaps_come_as_often_as_stated() {
        List<Scrape> resets = scrapes(new Traffic(10, RATE, new Model.Resets()), .1, 60_000, 1);
        List<Scrape> gaps = scrapes(new Traffic(10, RATE, new Model.Gaps()), .1, 60_000, 1);

        assertThat(resets.stream().filter(s -> s.seen() == Seen.RESET).count())
                .isBetween(70L, 130L);
        assertThat(gaps.stream().filter(s -> s.seen() != Seen.WHOLE).count() / 60_000.0)
                .isBetween(.1, .25);
    }

    @Test
    void a_recorded_series_is_split_and_nothing_of_it_lost() {
        List<Recorded.Point> points =
                List.of(new Recorded.Point(400, .1, .1), new Recorded.Point(500, 0, 0));
        Recorded series = new Recorded("test", 300, true, points);
        World world = new World(new Traffic(1.5, .05, series), Optional.empty(), 300, 1);

        Scrape first = world.next(.5);
        Scrape second = world.next(.5);

        assertThat(first.canaryTotal().plus(first.baselineTotal())).isEqualTo(new Tally(400, 40));
        assertThat(second.canaryTotal().plus(second.baselineTotal())).isEqualTo(new Tally(500, 0));
        assertThat(first.canaryTotal().requests()).isBetween(150L, 250L);
    }

    private static List<Scrape> tenSeconds(Traffic traffic, long seed) {
        World world = new World(traffic, Optional.empty(), 10, seed);
        return Stream.generate(() -> world.next(.2)).limit(60).toList();
    }

    private static List<Scrape> scrapes(Traffic traffic, double share, int n, long seed) {
        World world = new World(traffic, Optional.empty(), 1, seed);
        List<Scrape> scrapes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            scrapes.add(world.next(share));
        }
        return scrapes;
    }
}
