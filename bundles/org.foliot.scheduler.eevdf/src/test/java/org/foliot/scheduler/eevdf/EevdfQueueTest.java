package org.foliot.scheduler.eevdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.scheduler.linux.Cpu;
import org.foliot.scheduler.linux.Entity;
import org.foliot.scheduler.linux.FairPolicy;
import org.foliot.scheduler.linux.FairQueue;
import org.foliot.scheduler.linux.LinuxRunQueues;
import org.foliot.scheduler.linux.Task;
import org.foliot.scheduler.linux.TaskGroup;
import org.foliot.scheduler.linux.bench.Scene;

/** What holds in every queue, whatever happens. */
class EevdfQueueTest {
    private static final KernelRelease[] RELEASES = {
        new KernelRelease(6, 6), new KernelRelease(6, 12), new KernelRelease(6, 17), new KernelRelease(6, 18)
    };

    /** EEVDF, with the entity of every thread by its number. */
    private static final class Transparent implements HostScheduler<EevdfOptions> {
        final List<EevdfEntity> entities = new ArrayList<>();

        @Override
        public Class<EevdfOptions> optionsType() {
            return EevdfOptions.class;
        }

        @Override
        public RunQueues create(EevdfOptions options, SchedulerHost host) {
            EevdfPolicy policy = new EevdfPolicy(options);
            FairPolicy noting = new FairPolicy() {
                @Override
                public Entity entity(Task task, int number) {
                    Entity entity = policy.entity(task, number);
                    if (task != null) {
                        note(task.thread(), EevdfEntity.of(entity));
                    }
                    return entity;
                }

                @Override
                public FairQueue queue(Cpu cpu, TaskGroup group, Entity owner) {
                    return policy.queue(cpu, group, owner);
                }

                @Override
                public void request(Entity entity, long picoseconds) {
                    policy.request(entity, picoseconds);
                }

                @Override
                public void scale(int factor) {
                    policy.scale(factor);
                }
            };
            return new LinuxRunQueues(options.common(), noting, host);
        }

        private void note(int thread, EevdfEntity entity) {
            while (entities.size() <= thread) {
                entities.add(null);
            }
            entities.set(thread, entity);
        }
    }

    @Property(tries = 100)
    void whatIsPickedIsEligible(@ForAll long seed) {
        Transparent scheduler = new Transparent();
        Scene scene = new Scene(seed, scheduler, RELEASES, true);
        scene.host().observe((cpu, thread, now) -> {
            if (thread != RunQueues.NONE && !scene.host().policy(thread).isRealTime()) {
                Entity entity = scheduler.entities.get(thread);
                while (entity != null) {
                    EevdfQueue queue = (EevdfQueue) entity.queue();
                    assertThat(queue.isEligible(EevdfEntity.of(entity)))
                            .as("thread %d at %d", thread, now)
                            .isTrue();
                    entity = entity.parent();
                }
            }
        });
        scene.play();
    }

    @Property(tries = 100)
    void lagsAddUpToNothing(@ForAll long seed) {
        Transparent scheduler = new Transparent();
        Scene scene = new Scene(seed, scheduler, RELEASES, false);
        scene.host().observe((cpu, thread, now) -> {
            if (thread != RunQueues.NONE) {
                EevdfQueue queue = (EevdfQueue) scheduler.entities.get(thread).queue();
                long average = queue.averageVruntime();
                long lags = 0;
                long weights = 0;
                int members = 0;
                for (EevdfEntity entity : scheduler.entities) {
                    if (entity != null && entity.queue() == queue && entity.isOnQueue()) {
                        lags += entity.visibleWeight() * (average - entity.vruntime);
                        weights += entity.visibleWeight();
                        members++;
                    }
                }
                if (members == queue.queued()) {
                    assertThat(Math.abs(lags))
                            .as("queue of thread %d at %d", thread, now)
                            .isLessThanOrEqualTo(weights);
                }
            }
        });
        scene.play();
    }
}
