-- Rows of revision 0003: those of 0002, chained as the upgrade chains them; a door that somebody tried in vain.
DELETE FROM chains;
INSERT INTO chains VALUES
  (1, '0199aaaa-0000-7000-8000-0000000000c3', 'upgraded', '2026-04-01 08:00:00.000005', X'', 1),
  (2, '0199aaaa-0000-7000-8000-0000000000c4', 'begun', '2026-04-01 08:00:00.000005', X'2bc5799685c706e0c3f347d161af78b2ab2f3073f35e11a2a859c1091a1fe4f1', 1);
INSERT INTO trainees VALUES
  ('0199aaaa-0000-7000-8000-000000000001', 'Xóchitl Ramos', '["en","es"]', 'es', 1.25, '1.5', '2026-03-01 08:00:00.123456'),
  ('0199aaaa-0000-7000-8000-000000000002', 'Kevin Nguyen', '["en"]', 'en', 1.0, 'none', '2026-03-02 08:00:00.000000');
INSERT INTO sources VALUES
  ('5f0c1d3a9be7b1f0a0c1b2d3e4f5061728394a5b6c7d8e9f00112233445566aa', X'666f726d61743a20310d0a');
INSERT INTO attempts VALUES
  ('0199aaaa-0000-7000-8000-0000000000a1', '0199aaaa-0000-7000-8000-000000000001', 'double-charge', 3, '5f0c1d3a9be7b1f0a0c1b2d3e4f5061728394a5b6c7d8e9f00112233445566aa', 'es', 'assessment', 2147483647, '1.5', '2026-03-03 09:00:00.000001', NULL, 0, 1, 1, X'2e2922c4e5eb5f616fbc66b07b1ea17f90756e029eba9313a6f3dcd281eecd8d'),
  ('0199aaaa-0000-7000-8000-0000000000a2', '0199aaaa-0000-7000-8000-000000000001', 'double-charge', 3, '5f0c1d3a9be7b1f0a0c1b2d3e4f5061728394a5b6c7d8e9f00112233445566aa', 'en', 'practice', 0, '1.5', '2026-03-04 09:00:00.000000', NULL, 0, 1, 5, X'78c89f409d45ecafa9cf8b339750ef2eafc5c2b324e83906e8b9668833b917bf'),
  ('0199aaaa-0000-7000-8000-0000000000a3', '0199aaaa-0000-7000-8000-000000000001', 'double-charge', 3, '5f0c1d3a9be7b1f0a0c1b2d3e4f5061728394a5b6c7d8e9f00112233445566aa', 'en', 'practice', 0, '1.5', '2026-03-04 09:05:00.000000', '0199aaaa-0000-7000-8000-0000000000a2', 1, 1, 8, X'3bc2371ce2fe5e515bee3a9e9fbd9e6fff36c37c11c6f114852308411f1a0d54'),
  ('0199aaaa-0000-7000-8000-0000000000a4', '0199aaaa-0000-7000-8000-000000000002', 'double-charge', 3, '5f0c1d3a9be7b1f0a0c1b2d3e4f5061728394a5b6c7d8e9f00112233445566aa', 'en', 'assessment', 7, 'none', '2026-03-05 09:00:00.000000', NULL, 0, 1, 12, X'32494b48ab72b928b855570b2dbf8dc0a30b4da062369dad804124b98c7934f0');
INSERT INTO decisions VALUES
  ('0199aaaa-0000-7000-8000-0000000000d1', '0199aaaa-0000-7000-8000-0000000000a1', 1, 'opening', 'acknowledge-emotion', 'scenes/opening/customer', '["own-it","wait"]', '["wait","own-it"]', 'own-it', 3, 3, 3, 3, NULL, NULL, NULL, 0, '["apologized"]', '2026-03-03 09:00:12.500000', 4.5, 12.5, 7.25, 1, 2, X'7a445fadb3ad19ea823aaeacb6cfa397028044baf020ad753b619a6aa428d899'),
  ('0199aaaa-0000-7000-8000-0000000000d2', '0199aaaa-0000-7000-8000-0000000000a1', 2, 'verify', NULL, 'scenes/verify/customer/0', '["last-four","full-card"]', '["last-four","full-card"]', 'full-card', 1, 2, 0, 3, 0, 3, 'compliance', -1, '["apologized"]', '2026-03-03 09:00:30.000000', 0.0, 30.0, 0.0, 1, 3, X'1b49ec12232ef35d97d901787a7a60006ccc7c402ad7ee7d55fb2daf7a7b4527'),
  ('0199aaaa-0000-7000-8000-0000000000d3', '0199aaaa-0000-7000-8000-0000000000a2', 1, 'opening', 'acknowledge-emotion', 'scenes/opening/customer', '["own-it","wait"]', '["wait","own-it"]', 'wait', 0, 3, 0, 3, NULL, NULL, NULL, -2, '[]', '2026-03-04 09:00:12.000000', 1.0, 12.0, 3.5, 1, 6, X'62988148939b469a85221d7b635f25a08f5b3f010c826d99ae16ec9985c62b2d'),
  ('0199aaaa-0000-7000-8000-0000000000d4', '0199aaaa-0000-7000-8000-0000000000a3', 1, 'opening', 'acknowledge-emotion', 'scenes/opening/customer', '["own-it","wait"]', '["wait","own-it"]', 'wait', 0, 3, 0, 3, NULL, NULL, NULL, -2, '[]', '2026-03-04 09:00:12.000000', 1.0, 12.0, 3.5, 1, 7, X'77c5a92004a6a4e8861adc5af6fbbe13ff53d3cdcf46ee1f17ad0231684fef0d');
INSERT INTO signs VALUES
  ('0199aaaa-0000-7000-8000-0000000000e1', '0199aaaa-0000-7000-8000-0000000000a3', 'left', '2026-03-04 09:06:00.000000', 1, 10, X'42422a202c4a71e8931ef0668760cccb29b63b453bf95aacb77464fe16e27efb'),
  ('0199aaaa-0000-7000-8000-0000000000e2', '0199aaaa-0000-7000-8000-0000000000a3', 'resumed', '2026-03-04 10:06:00.000000', 1, 11, X'f135fff3da069fafcd5d83dd7c2c49b8ae8e3aab8854474a3ca1881c28803020');
INSERT INTO endings VALUES
  ('0199aaaa-0000-7000-8000-0000000000a1', 'finished', '2026-03-03 09:00:30.000000', 'done', 'resolved', 0, '["resolution","critical"]', '["compliance"]', 1, 4, X'1116869d6cb7b0555cc01a2a8f7065db11e4bac6e86f6ba19745e8581bccdecc'),
  ('0199aaaa-0000-7000-8000-0000000000a2', 'abandoned', '2026-03-04 09:05:00.000000', NULL, NULL, NULL, '[]', '[]', 1, 9, X'a5286ed689d3b56fd132eb3d78720398429f71827d8ed11e96ba0c8c36fa122b'),
  ('0199aaaa-0000-7000-8000-0000000000a4', 'lost', '2026-03-06 09:00:00.000000', NULL, NULL, NULL, '[]', '[]', 1, 13, X'19cf0ca6284570a24543723a8edacd00c0f3699d0fdef9caff1e6af7e52cba55');
INSERT INTO scores VALUES
  ('0199aaaa-0000-7000-8000-0000000000a1', 'empathy', 250, 3),
  ('0199aaaa-0000-7000-8000-0000000000a1', 'resolution', 50, 1);
INSERT INTO deeds VALUES
  ('0199aaaa-0000-7000-8000-0000000000c1', 'profile-created', '2026-04-01 08:00:00.000005', '0199aaaa-0000-7000-8000-000000000001', 'Xóchitl Ramos', 1, 14, X'76c4aa6e49244e1500e0677b39f97fc334a97cc6085fa1dab904c3d634c3589e'),
  ('0199aaaa-0000-7000-8000-0000000000c2', 'profile-created', '2026-04-01 08:00:00.000005', '0199aaaa-0000-7000-8000-000000000002', 'Kevin Nguyen', 1, 15, X'2bc5799685c706e0c3f347d161af78b2ab2f3073f35e11a2a859c1091a1fe4f1');
INSERT INTO locks VALUES
  ('instructor', '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 2, '2026-04-02 08:00:00.000000'),
  ('0199aaaa-0000-7000-8000-000000000001', NULL, 0, NULL);
INSERT INTO certificates VALUES
  ('0199aaaa-0000-7000-8000-0000000000b1', '0199aaaa-0000-7000-8000-000000000001', 'bilingual-foundation', 1, 'eyJhbGciOiJFZERTQSJ9.e30.AA', '2026-03-10 09:00:00.000000', '2026-03-11 09:00:00.000000', '2027-03-10 09:00:00.000000'),
  ('0199aaaa-0000-7000-8000-0000000000b2', '0199aaaa-0000-7000-8000-000000000002', 'spanish-voice', 2, 'eyJhbGciOiJFZERTQSJ9.e30.AQ', '2026-03-12 09:00:00.000000', '2026-03-12 10:00:00.000000', NULL);
INSERT INTO revocations VALUES
  ('0199aaaa-0000-7000-8000-0000000000b2', 'Otra persona contestó.', '2026-03-20 09:00:00.000000');
