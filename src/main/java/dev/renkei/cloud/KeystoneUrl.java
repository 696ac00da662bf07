package dev.renkei.cloud;

import dev.renkei.platform.CloudEntry;

/** Write Keystone's address the one way in which it is used here. */
final class KeystoneUrl {

    private KeystoneUrl() {}

    /** Give the address of the Identity API v3; clouds.yaml has it with or without {@code /v3}. */
    static String v3(CloudEntry account) {
        var url = account.authUrl().toString().replaceAll("/+$", "");
        return url.endsWith("/v3") ? url : url + "/v3";
    }
}
