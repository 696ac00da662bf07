package dev.renkei.command;

import dev.renkei.actor.Ledger;
import dev.renkei.cloud.Cloud;
import dev.renkei.cloud.CloudRefusal;
import dev.renkei.cluster.Cluster;
import dev.renkei.cluster.ClusterAccess;
import dev.renkei.cluster.ClusterRefusal;
import dev.renkei.fault.Defects;
import dev.renkei.fault.Faults;
import dev.renkei.http.NoAnswer;
import dev.renkei.platform.CloudsFile;
import dev.renkei.platform.Platform;
import dev.renkei.records.Inventory;
import dev.renkei.records.RunMark;
import dev.renkei.scenario.NotedDefects;
import dev.renkei.scenario.NotedFaults;
import dev.renkei.trace.Trace;
import dev.renkei.wait.WaitTimeout;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Switch off the defects, end the faults and remove the things that earlier runs left on a platform, as its administrators; close it to end
 * its connections.
 */
final class Removal implements AutoCloseable {

    private final Platform platform;
    private final Cluster cluster;
    private final Cloud cloud;
    private final Consumer<String> lines;

    /** Prepare to remove; {@code lines} is given a line for each defect that was switched off and each thing that was removed. */
    Removal(Platform platform, Consumer<String> lines) {
        this.platform = platform;
        this.cluster = ClusterAccess.read(platform.kubernetes()).asAdministrator(Trace.silent());
        this.cloud = new Cloud(
                CloudsFile.read(platform.openStack().cloudsFile())
                        .entry(platform.openStack().cloud()),
                Trace.silent());
        this.lines = lines;
    }

    /**
     * Switch off the defects that the run of this folder left on.
     *
     * @throws NotReady when one cannot be switched off
     */
    void switchOffDefects(Path folder) {
        var run = folder.getFileName();
        for (var defect : NotedDefects.in(folder)) {
            try {
                new NotedDefects(folder, new Defects(command(), Trace.silent())).off(defect);
            } catch (IllegalStateException e) {
                throw new NotReady("defect %s, which run %s left on, cannot be switched off: %s"
                        .formatted(defect, run, e.getMessage()));
            }
            lines.accept("switched off what run %s left on: defect %s".formatted(run, defect));
        }
    }

    /**
     * End the faults that the run of this folder left on.
     *
     * @throws NotReady when one cannot be ended
     */
    void endFaults(Path folder) {
        var run = folder.getFileName();
        var faults = new Faults(platform, Trace.silent(), new NotedFaults(folder, new Ledger()));
        for (var fault : NotedFaults.in(folder)) {
            try {
                faults.end(fault);
            } catch (IllegalArgumentException | IllegalStateException e) {
                throw new NotReady(
                        "fault %s, which run %s left on, cannot be ended: %s".formatted(fault, run, e.getMessage()));
            }
            lines.accept("ended what run %s left on: fault %s".formatted(run, fault));
        }
    }

    private String command() {
        return platform.defects()
                .orElseThrow(() -> new IllegalStateException(
                        "platform %s names no command for defects".formatted(platform.name())));
    }

    /**
     * Remove what one run left and wait until it is gone.
     *
     * @return how many things that were
     * @throws NotReady when something does not go away, or a side refuses or does not answer
     */
    int of(String run) {
        try {
            var removed = new Inventory(cluster, cloud, Trace.silent(), new RunMark(run, platform.name())).remove();
            removed.forEach(thing -> lines.accept("removed what run %s left: %s".formatted(run, thing)));
            return removed.size();
        } catch (WaitTimeout | NoAnswer | ClusterRefusal | CloudRefusal e) {
            throw new NotReady("what run %s left cannot be removed: %s".formatted(run, e.getMessage()));
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
