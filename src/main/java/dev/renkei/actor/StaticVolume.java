package dev.renkei.actor;

/**
 * Name a PersistentVolume that the administrator made for an existing Cinder volume.
 *
 * @param name the PersistentVolume's
 */
public record StaticVolume(String name) {}
