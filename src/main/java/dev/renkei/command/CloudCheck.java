package dev.renkei.command;

import dev.renkei.cloud.Cloud;
import dev.renkei.cloud.CloudRefusal;
import dev.renkei.cloud.Keystone;
import dev.renkei.http.NoAnswer;
import dev.renkei.platform.CloudEntry;
import dev.renkei.platform.CloudsFile;
import dev.renkei.platform.Platform;
import dev.renkei.platform.TenantAccount;
import dev.renkei.trace.Trace;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Find what is wrong with the OpenStack side of a platform. */
final class CloudCheck {

    private static final int UNAUTHORIZED = 401;

    private final Platform platform;
    private final CloudsFile clouds;
    private final CloudEntry administrator;
    private final Set<URI> unreachable = new HashSet<>();

    /** Prepare to ask; nothing is asked yet. */
    CloudCheck(Platform platform) {
        this.platform = platform;
        this.clouds = CloudsFile.read(platform.openStack().cloudsFile());
        this.administrator = clouds.entry(platform.openStack().cloud());
    }

    /** Give Keystone's address for people. */
    String address() {
        return "Keystone " + administrator.authUrl();
    }

    /** Ask, and list all that keeps the platform from being used, each in a line. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        logIn(administrator).or(this::servicesOfAdministrator).ifPresent(problems::add);
        platform.tenants().stream()
                .map(tenant -> clouds.entry(tenant.cloud()))
                .distinct()
                .forEach(tenant -> logIn(tenant).ifPresent(problems::add));
        return problems;
    }

    /** Say in a line what was found. */
    String summary() {
        return "Keystone %s; tenants %s"
                .formatted(
                        keystone(administrator).version().orElse("of unknown version"),
                        platform.tenants().stream().map(CloudCheck::name).collect(Collectors.joining(", ")));
    }

    private Optional<String> logIn(CloudEntry account) {
        // Told once: a Keystone that cannot be reached cannot be reached for anybody.
        if (unreachable.contains(account.authUrl())) {
            return Optional.empty();
        }
        return asking(account, () -> {
            var keystone = keystone(account);
            var attempt = keystone.tryLogIn(account.password());
            if (attempt.accepted()) {
                return Optional.empty();
            }
            if (attempt.status() != UNAUTHORIZED) {
                return Optional.of("%s answered %d to a log-in with %s; is auth_url right?"
                        .formatted(address(account), attempt.status(), entry(account)));
            }
            return Optional.of(
                    keystone.tryLogInUnscoped().accepted()
                            ? "user '%s' of %s has no role in project '%s', or there is no such project; "
                                            .formatted(account.username(), entry(account), account.project())
                                    + "give it one (openstack role add), or correct project_name"
                            : "%s refuses user '%s' of %s: wrong password, or no such user; correct the entry"
                                    .formatted(address(account), account.username(), entry(account)));
        });
    }

    private Optional<String> servicesOfAdministrator() {
        try {
            var cloud = new Cloud(administrator, Trace.silent());
            if (!cloud.nova().showsAllProjects()) {
                return Optional.of(
                        "user '%s' of %s is no administrator of the cloud: Nova does not show it all projects; "
                                        .formatted(administrator.username(), entry(administrator))
                                + "name an administrator's entry under openstack.cloud in " + platform.profile());
            }
            cloud.cinder().volumes();
            return Optional.empty();
        } catch (NoAnswer | CloudRefusal e) {
            return Optional.of("%s: %s".formatted(entry(administrator), e.getMessage()));
        }
    }

    private Optional<String> asking(CloudEntry account, Supplier<Optional<String>> question) {
        try {
            return question.get();
        } catch (NoAnswer e) {
            unreachable.add(account.authUrl());
            return Optional.of(
                    e.untrusted()
                            ? "%s (%s) is not trusted: %s; name its CA under cacert there"
                                    .formatted(address(account), entry(account), e.reason())
                            : "%s (%s) cannot be reached: %s; is it up, and is auth_url right?"
                                    .formatted(address(account), entry(account), e.reason()));
        } catch (CloudRefusal e) {
            return Optional.of("%s: %s".formatted(entry(account), e.getMessage()));
        }
    }

    private Keystone keystone(CloudEntry account) {
        return new Keystone(account, Trace.silent());
    }

    private String entry(CloudEntry account) {
        return "cloud '%s' in %s".formatted(account.name(), clouds.file());
    }

    private static String address(CloudEntry account) {
        return "Keystone " + account.authUrl();
    }

    private static String name(TenantAccount tenant) {
        return "%s (%s)".formatted(tenant.user(), tenant.namespace());
    }
}
